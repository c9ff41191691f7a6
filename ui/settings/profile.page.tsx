const ProfilePage = () => null
export default ProfilePage
